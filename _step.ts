import * as tf from "@tensorflow/tfjs"; import { lstm, useBestBackend, adam } from "@course/engine";
class L extends tf.layers.Layer{ static className="L"; ws:any; constructor(a:any){super(a);} computeOutputShape(s:any){return [s[0],128];}
 build(s:any){ this.ws=[this.addWeight("k",[128,512],"float32",tf.initializers.glorotUniform({})),this.addWeight("u",[128,512],"float32",tf.initializers.glorotUniform({})),this.addWeight("b",[512],"float32",tf.initializers.zeros())]; this.built=true;}
 call(x:any){ const [k,u,b]=this.ws.map((w:any)=>w.read()); return lstm(Array.isArray(x)?x[0]:x,{kernel:k,recurrentKernel:u,bias:b}); } }
const threads=Number(Deno.args[0]??2); const product=Deno.args[1]; const strict=Deno.args[2]==="strict";
console.log(await useBestBackend({force:"wasm",threads,product:product&&product!=="-"?product:undefined,strict}));
const m=tf.sequential(); m.add(tf.layers.embedding({inputDim:10000,outputDim:128,inputLength:200})); m.add(new L({} as any)); m.add(tf.layers.dense({units:1,activation:"sigmoid"}));
m.compile({optimizer:adam() as any,loss:"binaryCrossentropy",metrics:["accuracy"]});
const agg:Record<string,[number,number]>={}; let on=false;
for(const q of [...tf.getKernelsForBackend("wasm")]){const f=q.kernelFunc; (q as any).kernelFunc=(a:any)=>{ if(!on) return f(a); const s=performance.now(); const r=f(a); const g=agg[q.kernelName+" "+Object.values(a.inputs).map((i:any)=>i?.shape?.join("x")).slice(0,2).join(",")]??=[0,0]; g[0]++; g[1]+=performance.now()-s; return r;};}
const mk=()=>[tf.randomUniform([32,200],0,10000,"int32"),tf.randomUniform([32,1],0,2,"int32").cast("float32")];
const ts=[];for(let i=0;i<30;i++){const [x,y]=mk(); await x.data(); const t=performance.now(); await m.trainOnBatch(x,y); if(i>4) ts.push(performance.now()-t); tf.dispose([x,y]);}
ts.sort((a,b)=>a-b); console.log("step best",ts[0].toFixed(1),"p25",ts[6].toFixed(1),"med",ts[12].toFixed(1), tf.memory().numTensors);
on=true; for(let i=0;i<8;i++){const [x,y]=mk();await m.trainOnBatch(x,y);tf.dispose([x,y]);} on=false;
console.log(Object.values(agg).reduce((a,v)=>a+v[0],0)/8,"kernels"); for(const [k,v] of Object.entries(agg).sort((a,b)=>b[1][1]-a[1][1]).slice(0,14)) console.log("  ",k,"x",v[0]/8,(v[1]/8).toFixed(2),"ms");
for(const b of [1,32]){const x=tf.randomUniform([b,200],0,10000,"int32"); const p=[];for(let i=0;i<60;i++){const t=performance.now(); const o=m.predictOnBatch(x) as any; await o.data(); o.dispose(); p.push(performance.now()-t);} p.sort((a,b)=>a-b); console.log("predict",b,"best",p[0].toFixed(2),"med",p[30].toFixed(2));}
